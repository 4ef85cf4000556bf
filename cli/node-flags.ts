/**
 * The flags with which Node runs the gateway. No debugger on SIGUSR1; and a young generation larger than 3 × 16 MiB uses more
 * memory without making messages faster (docs/performance.md). `package.json` and the Dockerfile have them as well.
 */
export const gatewayFlags = ['--disable-sigusr1', '--max-semi-space-size=16']

/**
 * Starts this program anew in the same process with the gateway's flags, unless it has them: most cannot be set later. The
 * process id, signals and open files stay. Where the system cannot do it (Windows), the gateway runs without the flags.
 */
export function becomeNode(): void {
  const { execPath, execArgv, argv } = process
  if (typeof process.execve !== 'function' || gatewayFlags.every((flag) => execArgv.includes(flag))) return
  process.execve(execPath, [execPath, ...execArgv, ...gatewayFlags, ...argv.slice(1)])
}
