/** Limits what callers hold at the same time, per caller and in total. */
export type RoomSize = { readonly perCaller: number; readonly inAll: number }

export type Room = {
  /** Takes an amount. Returns false, without effect, if the caller or the total would exceed its limit. */
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
      // The keys file can add and remove callers, so entries without a holding are deleted.
      if (own > 0) held.set(caller, own)
      else held.delete(caller)
      total -= amount
    },
  }
}
