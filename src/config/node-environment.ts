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
  // A file with options, among which may be any of these.
  '--experimental-config-file',
  '--experimental-default-config-file',
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
  const places = [
    { name: 'NODE_OPTIONS', given: splitOptions(environment['NODE_OPTIONS'] ?? '') },
    { name: "Node's command line", given: nodeArguments },
  ]
  for (const { name, given } of places) {
    const telling = tellingOptions.filter((option) =>
      given.some((written) => written.replaceAll('_', '-').startsWith(option)),
    )
    if (telling.length === 0) continue
    faults.push(`${name} must not have ${telling.join(', ')}: it could hand out the account's password`)
  }
  if (isDebuggerOpen()) faults.push("Node has a debugger open: whoever reaches it reads the account's password")
  // Node looks for this very value and no other.
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    faults.push(
      'NODE_TLS_REJECT_UNAUTHORIZED must not be 0: the password would go to whoever answers; name the authority in UPSTREAM_CA_FILE',
    )
  }
  return faults
}

/** Asked of Node itself, whatever opened it. Loaded only here: it takes 5 ms of a start. */
const isDebuggerOpen = (): boolean => process.getBuiltinModule('node:inspector').url() !== undefined

/** Splits NODE_OPTIONS as Node does: at blanks outside of double quotes, within which a backslash stands before any character. */
function splitOptions(text: string): readonly string[] {
  const options = ['']
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '"') quoted = !quoted
    else if (character === ' ' && !quoted) options.push('')
    else options.push(`${options.pop()}${quoted && character === '\\' ? text[++index] : character}`)
  }
  return options
}

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
