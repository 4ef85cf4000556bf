import t from 'tap'
import { limitedFiles, runFault } from './faults.ts'
import { withScope } from './scope.ts'

// The short form of `npm run test:durability`: the part that needs neither root nor strace.
for (const kilobytes of [200, 333, 700]) {
  t.test(
    `a journal that may not grow beyond ${kilobytes} KB ends the gateway, and loses and doubles nothing`,
    async (t) => {
      const report = await withScope((scope) => runFault(scope, limitedFiles(kilobytes), Math.random))
      t.comment(report.summary)
      t.strictSame(report.violations, [])
    },
  )
}
