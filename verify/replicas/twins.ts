import { createRawUpstream } from '../../test/support/raw-upstream.ts'
import { sendAllTwins, type TwinReport } from '../crash/twin-run.ts'
import { complaintsOf, withReplicas } from './steady-replicas.ts'

/** For each key, sends the same request many times at once, to three gateways in turn. */
export async function runReplicaTwins(bin: string, twins: number, keys: number): Promise<TwinReport> {
  const upstream = await createRawUpstream()
  try {
    return await withReplicas(bin, upstream.origin, { UPSTREAM_TIMEOUT_MS: '20000' }, async (replicas) => {
      const lines = replicas.members.flatMap(({ replica }) => replica.line() ?? [])
      const report = await sendAllTwins(lines, upstream, twins, keys)
      return { ...report, violations: [...report.violations, ...complaintsOf(replicas)] }
    })
  } finally {
    await upstream.close()
  }
}
