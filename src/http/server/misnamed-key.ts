/** A header of our answers. A request that returns it does not carry a key in it. */
const answerHeader = 'idempotent-replayed'
const rightName = 'idempotency-key'

const word = 'idempotency'
const maxEdits = 2

/**
 * What each name that is looked for contains: the word in three parts, of which two edits leave at least one intact, or what
 * the other names have in common. This rules out nearly all headers.
 */
const partOfName = /idem|pot|ency|de[-_.]?dup/i

/** Other names for such a key: the shortened word on its own, and words for its purpose. */
const otherNames = /(?<![a-z])idem[-_.]?(?:key|id|token)?(?![a-z])|dedup|(?<![a-z])de[-_.]dup/i

/**
 * Finds a header that is probably meant as an Idempotency-Key but has another name. Ignoring it would turn a repeated
 * request into a second SMS, so the request is refused.
 *
 * A name matches if it contains `idempotency` with at most two wrong, missing or extra letters. Case, hyphens,
 * underscores and dots are ignored. `Idem-Key` and names with `dedup` match as well.
 *
 * @returns the header's name as it was sent
 */
export function findMisnamedKey({ rawHeaders }: { readonly rawHeaders: readonly string[] }): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? ''
    if (!partOfName.test(name)) continue
    if (otherNames.test(name)) return name
    // Two edits leave at least nine letters, which `host`, `accept` and the like do not have.
    if (name.length < word.length - maxEdits) continue
    const lower = name.toLowerCase()
    if (lower === rightName || lower === answerHeader) continue
    if (containsAlmost(lower.replace(/[^a-z0-9]/g, ''))) return name
  }
  return undefined
}

/**
 * Whether some part of the text is at most two edits from the word.
 *
 * @see Sellers, "The theory and computation of evolutionary distances" (1980): the usual table of edit distances,
 * except that a match may start anywhere
 */
function containsAlmost(text: string): boolean {
  // The distance of each prefix of the word from the nearest part of the text that ends here.
  let distances = Array.from({ length: word.length + 1 }, (_, index) => index)
  for (const letter of text) {
    const next = [0]
    for (let index = 1; index <= word.length; index++) {
      const replaced = (distances[index - 1] ?? 0) + (word[index - 1] === letter ? 0 : 1)
      next.push(Math.min(replaced, (distances[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1))
    }
    distances = next
    if ((distances[word.length] ?? 0) <= maxEdits) return true
  }
  return false
}
