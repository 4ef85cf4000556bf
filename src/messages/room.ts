/** What callers may hold at the same time: each of them, and all together. The rest of the memory is for everybody. */
export type RoomSize = { readonly perCaller: number; readonly inAll: number }

export type Room = {
  /** Takes so much of it. False, and without effect, where the caller or all together would hold too much. */
  take(caller: string, amount: number): boolean
  /** Gives back what was taken, exactly once. */
  giveBack(caller: string, amount: number): void
}

export function createRoom({ perCaller, inAll }: RoomSize): Room {
  const held = new Map<string, number>()
  let total = 0
  return {
    take(caller, amount) {
      const own = (held.get(caller) ?? 0) + amount
      if (own > perCaller || total + amount > inAll) return false
      held.set(caller, own)
      total += amount
      return true
    },
    giveBack(caller, amount) {
      const own = (held.get(caller) ?? 0) - amount
      // Callers come and go with the keys' file: who holds nothing is not remembered.
      if (own > 0) held.set(caller, own)
      else held.delete(caller)
      total -= amount
    },
  }
}
