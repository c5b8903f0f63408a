import { lineText } from './text-document.js';
import type { TextDocument, TextLine } from './text-document.js';

/** The flag of a resume that speaks to the machine that reads it. */
export const INSTRUCTIONS_FLAG = 'instructions';

// Each pattern stands for something that nobody tells an employer about himself. Repeats are bounded, so that no text can make them slow.

/** Who reads: in words that only somebody uses who writes to it. */
const READER =
  '(?:a\\.?i\\.?|k\\.?i\\.?|i\\.?a\\.?|llms?|chat ?gpt|gpt(?:-?\\d)?|claude|gemini|copilot|language models?|artificial intelligence|inteligencia artificial|intelligence artificielle|künstliche intelligenz|ats|bots?|robots?|(?:automated|automatic|ai) (?:\\p{L}{1,12} ){0,2}(?:screen(?:er|ers|ing)|software|system|tool|reader|reviewer|recruiter)|screening (?:software|system|tool|model))';

const PATTERNS: readonly RegExp[] = [
  // Set aside what you were told.
  /\b(?:ignore|disregard|forget|override|bypass|skip|discard|do not (?:follow|obey)|don't (?:follow|obey)|stop following)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules?|guidelines?|directions?|directives?|commands?|constraints?|everything|anything|what (?:you|was)|criteria)\b/iu,
  /\b(?:ignor[aeo]\w{0,4}|olvid[ae]\w{0,3}|desconsider[ea]\w{0,3}|esque[cç]a\w{0,2}|dimentic\w{1,4}|trascur\w{1,4}|oubli\w{1,3}|ne tenez pas compte|ne suivez pas)\b[^.\n]{0,50}(?:instruc|instruz|instruç|reglas|regole|regras|règles|consignes|indicaci|indicazi|directiv|directriz)/iu,
  /(?:ignorier\p{L}{0,3}|vergiss|vergessen sie|missachte\p{L}{0,2}|negeer|vergeet|zignoruj|pomiń|zapomnij|ignorera|glöm)[^.\n]{0,50}(?:anweisung|regel|vorgabe|instruct|aanwijzing|instrukc|polece|zasad)/iu,
  /(?:talimat|yönerge|kural)\p{L}{0,8}[^.\n]{0,30}(?:yok say|görmezden|unut|dikkate alma)/iu,
  /(?:игнорируй|проигнорируй|забудь|не следуй|ігноруй)\p{L}{0,4}[^.\n]{0,50}(?:инструкци|правил|указани|інструкці)/iu,
  /(?:تجاهل|انس|لا تتبع)[^.\n]{0,50}(?:التعليمات|تعليمات|القواعد|الأوامر)/u,
  /(?:ہدایات|ہدایت|قواعد)[^.\n]{0,30}(?:نظر ?انداز|بھول)/u,
  /(?:निर्देश|नियम)[^.\n]{0,40}(?:अनदेखा|नज़रअंदाज़|भूल)/u,
  /(?:忽略|无视|無視|忘记|忘記|不要遵[守循])[^。\n]{0,20}(?:指令|指示|规则|規則|提示|要求)|(?:指示|命令|ルール|プロンプト)[^。\n]{0,15}(?:無視|忘れ)/u,
  /(?:지시|명령|규칙|지침|프롬프트)[^.\n]{0,20}(?:무시|잊)/u,

  // The marks of a conversation.
  /<\|?\/?(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|eot_id|data|tool_call|function_call|instructions?|prompt)\b[^>\n]{0,40}\|?>/iu,
  /\[\/?INST\]|<<\/?SYS>>|^\s*#{1,4}\s*(?:instructions?|system|response|assistant|prompt)\b/imu,
  /(?:^|[.!?]\s)\W{0,4}(?:system|assistant|developer|human|user|ai|model|evaluator)(?: (?:prompt|message|notes?|instructions?))?\s*:[^\n]{0,80}\b(?:candidates?|applicants?|resumes?|profile|scores?|scored|you|must|add|mark|criteri\p{L}{1,2}|instructions?|result)\b/imu,
  /(?:end|start|begin(?:ning)?) of (?:the )?(?:resume|cv|document|data|user input|prompt|instructions?|context)\b/iu,

  // To whoever reads.
  new RegExp(`(?<!\\p{L})(?:dear|hello|hey|hi|attention)\\s["']?${READER}(?!\\p{L})`, 'iu'),
  new RegExp(
    `(?<!\\p{L})(?:note|notice|message|instructions?|hint|memo|reminder|to|for|nota|mensaje|hinweis|nachricht|notiz|aviso|uwaga)\\s(?:\\p{L}{1,10}[\\s'’]){0,3}["']?${READER}(?!\\p{L})[^.,\\n]{0,40}(?::(?!//)|\\b(?:must|should|please|reading|evaluating|screening|reviewing)\\b)`,
    'iu',
  ),
  new RegExp(`\\b(?:if|as|since|because|when) you(?:'re| are)?[^.\\n]{0,20}\\b${READER}(?!\\p{L})`, 'iu'),
  new RegExp(`\\bas an? ${READER}[^.\\n]{0,20}(?:,|\\byou\\b)`, 'iu'),
  new RegExp(`\\byou are (?:now )?(?:an? |the )?(?:\\p{L}{1,12} ){0,2}${READER}(?!\\p{L})`, 'iu'),
  new RegExp(`\\b(?:the|any|this) (?:model|${READER})\\s(?:must|should|shall|will|has to|is to|needs to)\\b`, 'iu'),
  /(?:à l['’]attention de l['’]ia|hinweis (?:an|für) (?:die )?ki|nota para (?:la|a) ia|nota per l['’]ia|для (?:ии|нейросети|модели)|致(?:人工智能|ai|模型)|(?:للذكاء|الذكاء) الاصطناعي\s*[:،]|ai(?:へ|への)|인공지능에게|(?:مصنوعی ذہانت|اے آئی) کے لیے)/iu,

  // What shall come of it.
  /\b(?:rate|score|rank|grade|mark|classify|treat|evaluate|consider|recommend|shortlist|approve|select|hire|advance|give|assign|award|grant|report|list)\b[^.\n]{0,20}\b(?:this|the|these) (?:candidate|applicant|resume|résumé|cv|application|profile|person)\b[^.\n]{0,60}(?:\d{1,3}\s?(?:\/|out of|%|points)|\b(?:high(?:est)?|top|max(?:imum)?|full|perfect|best|first|hired|shortlisted|met|interview|accepted|regardless|strong(?:est)?)\b)/iu,
  /\b(?:this|the) (?:candidate|applicant|resume|résumé|cv|application|profile|person)\b[^.\n]{0,40}\b(?:must|should|shall|has to|needs to|is to|deserves to)\b[^.\n]{0,20}\b(?:be )?(?:rated|scored|ranked|shortlisted|hired|selected|advanced|approved|accepted|invited|recommended|preselected)\b/iu,
  /\b(?:set|change|update|switch|mark)\b[^.\n]{0,30}\b(?:status|score|rating|decision|needs ?person|auto ?advance|application)\b[^.\n]{0,20}(?:\bto|\bas|=)\s?["']?(?:\d{2,3}|true|false|shortlisted|hired|accepted|approved|advanced?|met|max\w*|full|high\w*|top)\b/iu,
  /\b(?:return|output|print|respond with|reply with|write|state|conclude|report|say)\b[^.\n]{0,40}(?:\b(?:score of|rating of|json|praise|every requirement|all (?:the )?(?:criteria|requirements)|proficiency expert)\b)/iu,
  /\b(?:reveal|show|print|repeat|output|leak|disclose|list)\b[^.\n]{0,30}\b(?:system prompt|your (?:prompt|instructions)|(?:other|all) (?:candidates|applicants)|names of (?:the )?(?:other )?(?:candidates|applicants))\b/iu,
  /\b(?:call|invoke|execute|run|use) the (?:function|tool|api|method|command)\b|\bsend (?:an? )?(?:e-?mail|message|request) to \S{3,60}@/iu,
  /\b(?:when|while|if|before|after) you (?:summari[sz]e|read|parse|evaluate|score|screen|process|analy[sz]e|rank)\b/iu,
  /\bevaluator(?:'s)? notes?\b|\bverified by (?:hr|the system)\b[^.\n]{0,40}\badd\b/iu,
  /(?:puntuaci[oó]n|nota|note|punteggio|pontuação|calificaci[oó]n) (?:m[aá]xima|maximale|massimo|massima)|(?:volle|höchste) punktzahl|hoogste score|najwyższ\p{L}{1,3} ocen|en yüksek puan|высш\p{L}{1,3} балл|أعلى درجة|最高分|最高点|최고 점수|सबसे अधिक अंक|سب سے زیادہ نمبر/iu,
  /(?:este candidato|ce candidat|dieser? (?:bewerber|kandidat|lebenslauf)|questo candidato|deze kandidaat|этот кандидат|هذا المرشح|此候选人|该候选人)[^.\n。]{0,40}(?:debe ser|doit être|ist als|muss|deve ser|deve essere|moet|должен быть|يجب|第一|列为|premier)/iu,

  // The shape of an answer.
  /["'](?:score|rating|decision|verdict|result|points|maxPoints|needsPerson|autoAdvance|skills|years|quote|proficiency|arguments)["']\s*:\s*[[{"'\dtf]/iu,
  // Its lines become one, with or without a space, where a file has no lines of its own.
  /\b(?:score|rating)\s?[:=]\s?["']?\d{2,3}(?!\d)[^\n]{0,30}(?:decision|verdict)\s?[:=]|\b(?:decision|verdict)\s?[:=]\s?["']?(?:hire|advance|accept)[^\n]{0,30}\b(?:score|rating|skills)\s?[:=]/iu,
  /^\s*(?:score|rating|decision|verdict|fit)\s*[:=]\s*(?:\d{2,3}\b|hire|advance|accept|strong|yes)/imu,
];

/** An attack may go on in the lines below; a paragraph is never longer. */
const MOST_LINES = 8;

export interface HeededDocument {
  /** What facts are read from: the passages that speak to the reader are blanked, everything else stands where it stood. */
  readonly document: TextDocument;
  readonly hasInstructions: boolean;
}

/**
 * Takes out of a resume what speaks to the machine that reads it. No fact is read from such a passage, by the rules or by a model, so that a resume
 * scores as it would without; a person sees the whole text and a flag.
 */
export function withoutInstructions(document: TextDocument): HeededDocument {
  const spans = [document.text, unwrapped(document.text)].flatMap((text) => PATTERNS.flatMap((pattern) => matches(text, pattern)));
  if (spans.length === 0) return { document, hasInstructions: false };
  const removed = new Set<TextLine>();
  document.lines.forEach((line, at) => {
    if (!spans.some(({ start, end }) => start < line.end && line.start < end)) return;
    for (const one of passage(document, at)) removed.add(one);
  });
  const lines = document.lines.filter((line) => !removed.has(line));
  let text = document.text;
  for (const { start, end } of removed) text = text.slice(0, start) + text.slice(start, end).replace(/\S/g, ' ') + text.slice(end);
  return { document: { text, lines }, hasInstructions: true };
}

/** The text with the lines of a paragraph as one, every character in its place: a narrow column breaks a sentence anywhere. */
function unwrapped(text: string): string {
  return text.replace(/(?<!\n)\n(?!\n)/g, ' ');
}

function matches(text: string, pattern: RegExp): { start: number; end: number }[] {
  const all = new RegExp(pattern.source, `${pattern.flags}g`);
  return [...text.matchAll(all)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
}

/** The line, those that it continues, and those that continue it. */
function passage(document: TextDocument, at: number): TextLine[] {
  const { lines } = document;
  let first = at;
  while (first > 0 && lines[first]?.wrapped && at - first < MOST_LINES) first -= 1;
  let last = at;
  while (last - at < MOST_LINES && goesOn(document, lines[last + 1])) last += 1;
  return lines.slice(first, last + 1);
}

/** A line wrap, or one more field of a forged answer. */
function goesOn(document: TextDocument, next: TextLine | undefined): boolean {
  if (!next || next.spaced || next.heading) return false;
  return next.wrapped || FIELD.test(lineText(document, next));
}

const FIELD = /^\W{0,3}\w{3,15}["']?\s?[:=]/;
