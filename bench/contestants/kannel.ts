import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answering, cores, cpuMsOf, freePort, peakMemoryMiB, startProcess } from '../processes.ts'
import type { Server, Stage } from './contestant.ts'

/** Kannel's two processes, with the upstream as a generic HTTP SMSC. `spool` keeps each message in a file until sent. */
export const startKannel =
  (store: 'none' | 'spool') =>
  async ({ upstreamOrigin, folder }: Stage): Promise<Server> => {
    const [adminPort, boxPort, sendPort] = [await freePort(), await freePort(), await freePort()]
    const spool = join(folder, 'spool')
    mkdirSync(spool)
    const file = join(folder, 'kannel.conf')
    // As many concurrent GETs as the gateway: Kannel's default of 10 would be unfair.
    writeFileSync(
      file,
      `group = core
admin-port = ${adminPort}
admin-interface = "127.0.0.1"
admin-password = bench
smsbox-port = ${boxPort}
smsbox-interface = "127.0.0.1"
box-allow-ip = "127.0.0.1"
log-level = 3
${store === 'spool' ? `store-type = spool\nstore-location = "${spool}"` : ''}

group = smsc
smsc = http
smsc-id = upstream
system-type = generic
no-sep = true
max-pending-submits = 64
send-url = "${upstreamOrigin}/bulksms/bulksms?username=bench&password=bench-password&type=0&dlr=1&destination=%p&source=%P&message=%a"
status-success-regex = "1701"

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${sendPort}
sendsms-interface = "127.0.0.1"
log-level = 3

group = sendsms-user
username = bench
password = bench-password
max-messages = 1
`,
    )
    const start = (program: string) => startProcess([program, '-v', '3', file], { core: cores.server, folder })
    const bearerbox = start('bearerbox')
    await answering(`http://127.0.0.1:${adminPort}/status.txt`, bearerbox)
    const smsbox = start('smsbox')
    const origin = `http://127.0.0.1:${sendPort}`
    await answering(`${origin}/`, smsbox)
    const both = [bearerbox, smsbox]
    return {
      origin,
      headers: [],
      cpuMs: () => both.reduce((sum, { pid }) => sum + cpuMsOf(pid), 0),
      peakMemoryMiB: () => both.reduce((sum, { pid }) => sum + peakMemoryMiB(pid), 0),
      async stop() {
        await smsbox.stop()
        await bearerbox.stop()
      },
    }
  }
