/** What a proof of delivery came to. */
export interface DeliveryProof {
  readonly holds: boolean;
  /** One line of figures. */
  readonly summary: string;
}

export type Progress = (text: string) => void;
