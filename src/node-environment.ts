/** What Node and undici write under these names of NODE_DEBUG shows requests, or the bytes of connections. */
const tellingDebugSections = ['http', 'https', 'http2', 'net', 'tls', 'stream', 'undici', 'fetch', 'websocket']

/**
 * Options of Node that hand out what is in memory or on the wire: a debugger's door, files with the heap or the
 * environment in them, and TLS keys. By their beginnings, since most are families.
 */
const tellingOptions = [
  '--inspect',
  '--heapsnapshot',
  '--heap-prof',
  '--report',
  '--experimental-report',
  '--tls-keylog',
  '--trace-tls',
]

/**
 * What may not be told to Node where there is a real account to lose.
 *
 * @param nodeArguments what Node was given on its command line, before the program's name
 * @returns every fault in words that repeat no value
 */
export function checkNode(
  environment: Readonly<Record<string, string | undefined>>,
  nodeArguments: readonly string[],
): readonly string[] {
  const faults: string[] = []
  const debugPattern = createDebugPattern(environment['NODE_DEBUG'] ?? '')
  if (tellingDebugSections.some((section) => debugPattern.test(section))) {
    faults.push(
      `NODE_DEBUG must name none of ${tellingDebugSections.join(', ')}, by a pattern either: it would print the account's password`,
    )
  }
  const fromEnvironment = (environment['NODE_OPTIONS'] ?? '').split(/\s+/)
  const places = [
    { name: 'NODE_OPTIONS', given: fromEnvironment },
    { name: "Node's command line", given: nodeArguments },
  ]
  for (const { name, given } of places) {
    const telling = tellingOptions.filter((option) => given.some((written) => plainOption(written).startsWith(option)))
    if (telling.length === 0) continue
    faults.push(`${name} must not have ${telling.join(', ')}: it would hand out the account's password`)
  }
  // Node looks for this very value and no other.
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    faults.push(
      'NODE_TLS_REJECT_UNAUTHORIZED must not be 0: the password would go to whoever answers; name the authority in UPSTREAM_CA_FILE',
    )
  }
  return faults
}

/** Node takes quotes around an option, and an underscore for a dash. */
const plainOption = (written: string): string => written.replace(/^["']/, '').replaceAll('_', '-')

/** Reads NODE_DEBUG as Node does: names between commas, with `*` for anything, in any case. */
function createDebugPattern(names: string): RegExp {
  const patterns = names.split(',').map((name) =>
    name
      .trim()
      .replace(/[|\\{}()[\]^$+?.]/g, '\\$&')
      .replaceAll('*', '.*'),
  )
  return new RegExp(`^(?:${patterns.join('|')})$`, 'i')
}

/** The gateway follows none of these, so that a variable meant for other programs sends nothing another way. */
const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()])

/** The variables that name a proxy for other programs. */
export const findUnusedProxies = (environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
  proxyVariables.filter((name) => environment[name])
