/** A file that is analysed without being stored lies in memory meanwhile. */
export const MOST_CV_BYTES = 5 * 1024 * 1024;
/** UTF-16 units of a CV sent as text. */
export const MOST_CV_TEXT = 200_000;
/** A batch answers within the request. */
export const MOST_CVS = 10;
