import type { LeaseSettings } from '../../src/journal/postgres/lease.ts'

/** With the ordinary lease, a run would mostly wait for leases to end. */
export const shortLease: LeaseSettings = { leaseMs: 2_000, beatMs: 600 }
