import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answering, cores, cpuMsOf, freePort, peakMemoryMiB, startProcess } from '../processes.ts'
import type { Server, Stage } from './contestant.ts'

/** nginx as a plain proxy for the upstream's GETs: the minimum cost of the kernel and two sockets. */
export async function startNginx({ upstreamPort, folder }: Stage): Promise<Server> {
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  mkdirSync(join(folder, 'temp'))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/temp;`,
  )
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr crit;
events { worker_connections 4096; }
http {
  access_log off; ${temporary.join(' ')}
  upstream stand_in { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${port}; keepalive_requests 100000000;
    location / {
      proxy_pass http://stand_in; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_next_upstream off;
    }
  }
}
`,
  )
  const nginx = startProcess(['nginx', '-p', folder, '-c', file, '-e', 'stderr'], { core: cores.server })
  const origin = `http://127.0.0.1:${port}`
  await answering(`${origin}/counted`, nginx)
  return {
    origin,
    headers: [],
    cpuMs: () => cpuMsOf(nginx.pid),
    peakMemoryMiB: () => peakMemoryMiB(nginx.pid),
    stop: nginx.stop,
  }
}
