/**
 * Characters that a terminal obeys instead of showing, or shows in another order: control characters, separators of lines,
 * and marks of direction. Joiners within emoji and words are harmless.
 */
const unprintable = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu

/** Replaces what could move a terminal's cursor, change its colours or reorder a line: foreign text may hold anything. */
export const toPrintable = (text: string): string =>
  text.replace(unprintable, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
