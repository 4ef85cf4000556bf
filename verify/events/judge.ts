import { findOrderFaults, type SeenEvent } from '../../test/examples/consumers.ts'

/** What is known of a run once everything has come to rest. */
export type Evidence = {
  /** The whole feed, as it is in the journal at the end. */
  readonly feed: readonly SeenEvent[]
  /** The recipients whose delivery was acknowledged. */
  readonly delivered: ReadonlySet<string>
  /** By consumer: what each of its runs has seen. */
  readonly seen: ReadonlyMap<string, readonly (readonly SeenEvent[])[]>
}

/** An event as all have to see it: after a crash, another event must not have its number. */
const nameOf = ({ id, type, to }: SeenEvent): string => `${id} ${type} ${to}`

/** Whatever contradicts the contract in docs/events.md, at most a few sentences for each rule. */
export function findViolations({ feed, delivered, seen }: Evidence): readonly string[] {
  const told = new Set<string>()
  const violations: string[] = []
  let last = 0
  for (const { id, type, to } of feed) {
    if (Number(id) <= last) violations.push(`the feed has ${id} after ${last}`)
    last = Number(id)
    if (type !== 'recipient.delivered') continue
    if (told.has(to)) violations.push(`the feed tells the delivery to ${to} twice`)
    told.add(to)
  }
  for (const to of delivered)
    if (!told.has(to)) violations.push(`the delivery to ${to} was acknowledged and is no event`)
  const names = feed.map(nameOf)
  for (const [consumer, runs] of seen) {
    violations.push(...findOrderFaults(runs).map((fault) => `${consumer}: ${fault}`))
    // In the order of the first time.
    const first = [...new Set(runs.flat().map(nameOf))]
    const known = new Set(first)
    const missed = names.filter((name) => !known.has(name))
    violations.push(...missed.map((name) => `${consumer} missed ${name}`))
    if (missed.length === 0 && first.join('\n') !== names.join('\n')) {
      violations.push(`${consumer} saw ${first.length} events in another order or of other content than the feed`)
    }
  }
  return violations
}
