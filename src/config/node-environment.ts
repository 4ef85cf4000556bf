/** NODE_DEBUG sections with which Node and undici print requests or the bytes of connections. */
const tellingDebugSections = ['http', 'https', 'http2', 'net', 'tls', 'stream', 'undici', 'fetch', 'websocket']

/**
 * Node options that expose memory or traffic: debuggers, files with the heap or the environment, and TLS keys. By
 * prefix, since most are families.
 */
const tellingOptions = [
  '--inspect',
  '--heapsnapshot',
  '--heap-prof',
  '--report',
  '--experimental-report',
  '--tls-keylog',
  '--trace-tls',
  // A file with options, which may contain any of these.
  '--experimental-config-file',
  '--experimental-default-config-file',
]

/** How the faults name what is at stake: the secret, and the setting with which another authority is trusted. */
export type AtStake = { readonly secret: string; readonly authoritySetting: string }

const account: AtStake = { secret: "the account's password", authoritySetting: 'UPSTREAM_CA_FILE' }

/**
 * Checks for Node options that are not allowed when a real account, or another secret, is at stake.
 *
 * @param nodeArguments the arguments on Node's command line before the program's name
 * @returns every fault, in words that contain no value
 */
export function checkNode(
  environment: Readonly<Record<string, string | undefined>>,
  nodeArguments: readonly string[],
  { secret, authoritySetting } = account,
): readonly string[] {
  const faults: string[] = []
  const debugPattern = createDebugPattern(environment['NODE_DEBUG'] ?? '')
  if (tellingDebugSections.some((section) => debugPattern.test(section))) {
    faults.push(
      `NODE_DEBUG must name none of ${tellingDebugSections.join(', ')}, by a pattern either: it would print ${secret}`,
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
    faults.push(`${name} must not have ${telling.join(', ')}: it could hand out ${secret}`)
  }
  if (isDebuggerOpen()) faults.push(`a debugger is open: anyone who can connect to it can read ${secret}`)
  // Node checks for exactly this value.
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    faults.push(
      `NODE_TLS_REJECT_UNAUTHORIZED must not be 0: ${secret} would be sent to any server that answers; set ${authoritySetting} to trust another authority`,
    )
  }
  return faults
}

/** Asks Node itself, so that the way in which it was opened does not matter. Loaded only here: it takes 5 ms. */
const isDebuggerOpen = (): boolean => process.getBuiltinModule('node:inspector').url() !== undefined

/** Splits NODE_OPTIONS as Node does: at blanks outside double quotes, in which a backslash escapes any character. */
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

/** Parses NODE_DEBUG as Node does: comma-separated names in any case, with `*` as a wildcard. */
function createDebugPattern(names: string): RegExp {
  const patterns = names.split(',').map((name) =>
    name
      .trim()
      .replace(/[|\\{}()[\]^$+?.]/g, '\\$&')
      .replaceAll('*', '.*'),
  )
  return new RegExp(`^(?:${patterns.join('|')})$`, 'i')
}

/** The gateway ignores these, so that a variable meant for other programs does not redirect its traffic. */
const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()])

/** The proxy variables of other programs. */
export const findUnusedProxies = (environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
  proxyVariables.filter((name) => environment[name])
