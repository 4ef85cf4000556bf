import { readdirSync, readFileSync } from 'node:fs'
import { Counter, collectDefaultMetrics, Registry } from 'prom-client'
import t from 'tap'
import { reportStatuses } from '../../../src/messages/delivery.ts'
import { messageStatuses } from '../../../src/messages/outcome.ts'
import { outcomes } from '../../../src/messages/outcome-kinds.ts'
import { problemCodes } from '../../../src/messages/problems.ts'
import { reportRefusals, reportResults } from '../../../src/messages/reports.ts'
import { breakerStates } from '../../../src/messages/upstream.ts'
import { contentKinds, sendTimes } from '../../../src/observability/metrics/send-counts.ts'
import { type MetricRow, metricNames, metrics } from '../../../src/observability/metrics/table.ts'
import { faultCauses } from '../../../src/upstream/fault-causes.ts'
import { answerShapes, exchangeKinds } from '../../../src/upstream/observer.ts'

const folder = new URL('../../../deploy/observability/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const document = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8')
const openapi = JSON.parse(readFileSync(new URL('../../../openapi/openapi.json', import.meta.url), 'utf8')) as {
  readonly paths: Record<string, object>
}
const alerts = read('alerts.yml')
const alertTests = readdirSync(folder)
  .filter((file) => file.endsWith('.test.yml'))
  .map(read)
  .join('')
const dashboardFiles = readdirSync(new URL('grafana/dashboards/', folder))

type Panel = { readonly id: number; readonly title: string; readonly type: string; readonly gridPos: Position } & {
  readonly targets?: readonly { readonly expr: string }[]
}
type Position = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
type Dashboard = {
  readonly uid: string
  readonly panels: readonly Panel[]
  readonly templating: { readonly list: readonly { readonly query: { readonly query: string } }[] }
}
const dashboard = JSON.parse(read('grafana/dashboards/bulksms-gateway.json')) as Dashboard
const dashboardQueries = [
  ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ...dashboard.templating.list.map(({ query }) => query.query),
]
const alertNames = [...alerts.matchAll(/^ {6}- alert: (\w+)$/gm)].map(([, name = '']) => name)
/** Every expression of the rules: in one line, or indented below `|`. */
const alertQueries = [...alerts.matchAll(/^ {8}expr: (?:\|\n((?: {10}.*\n)+)|(.*)\n)/gm)].map(
  ([, block, line]) => block ?? line ?? '',
)

/** The series of a metric of the table, as queries name them. */
const seriesOf = ([name, { type }]: [string, MetricRow]): readonly string[] =>
  type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
const ownSeries = new Set(Object.entries<MetricRow>(metrics).flatMap(seriesOf))

/** A series in a query: a name without a following parenthesis that is not a label or keyword. */
const namesIn = (query: string): readonly string[] =>
  [...query.matchAll(/\b((?:bulksms_gateway|process|nodejs)_\w+|up)\b(?!\()/g)].map(([, name = '']) => name)

t.test('docs/metrics.md tells of every metric', async (t) => {
  for (const name of metricNames) t.ok(document.includes(`| \`${name}\` |`), name)
})

t.test('docs/metrics.md explains every alert and no other', async (t) => {
  const section = document.slice(document.indexOf('\n## Alerts'), document.indexOf('\n## Traces'))
  const explained = [...section.matchAll(/^### (\w+)\n\n(\S.*\n(?:\S.*\n)*)/gm)]
  t.strictSame(
    explained.map(([, name]) => name),
    alertNames,
  )
  for (const [, name, text = ''] of explained) t.ok(text.length > 150, `${name}: what it means, and what to do`)
  for (const name of alertNames) t.ok(alerts.includes(`runbook: docs/metrics.md#${name.toLowerCase()}\n`), name)
})

t.test('every alert is tested to fire and to be silent', async (t) => {
  t.ok(alertNames.length > 10)
  for (const name of alertNames) {
    const cases = alertTests.split('\n  - name: ').filter((text) => text.includes(`alertname: ${name}\n`))
    t.ok(
      cases.some((text) => text.includes('exp_labels')),
      `${name} fires`,
    )
    t.ok(
      cases.some((text) => text.includes('exp_alerts: []')),
      `${name} is silent`,
    )
  }
})

t.test('alerts, their tests and dashboards name metrics that there are', async (t) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const known = new Set([...ownSeries, ...registry.getMetricsAsArray().map(({ name }) => name), 'up'])
  t.equal(alertQueries.length, alertNames.length)
  t.ok(dashboardQueries.length > 30)
  for (const query of [...alertQueries, ...dashboardQueries, alertTests]) {
    const names = namesIn(query)
    t.ok(names.length > 0, query.slice(0, 200))
    for (const name of names) t.ok(known.has(name), name)
  }
  t.ok(registry.getSingleMetric('process_cpu_seconds_total') instanceof Counter)
})

t.test('every metric is counted or read somewhere', async (t) => {
  const sourceFolder = new URL('../../../src/observability/metrics/', import.meta.url)
  const sources = readdirSync(sourceFolder)
    .filter((file) => file !== 'table.ts')
    .map((file) => readFileSync(new URL(file, sourceFolder), 'utf8'))
  for (const name of metricNames)
    t.ok(
      sources.some((source) => source.includes(`'${name}'`)),
      `${name} has a tally, an observer or a gauge in a file beside table.ts`,
    )
})

t.test('every metric is on the dashboard, whether an alert uses it or not', async (t) => {
  const used = new Set(dashboardQueries.flatMap(namesIn))
  for (const row of Object.entries<MetricRow>(metrics))
    t.ok(
      seriesOf(row).some((name) => used.has(name)),
      `${row[0]} in deploy/observability/grafana/dashboards/bulksms-gateway.json`,
    )
})

/** The possible label values. A misspelt one in a rule would never match, without any notice. */
const labelValues: Readonly<Record<string, readonly string[]>> = {
  outcome: outcomes,
  code: [...problemCodes, 'none'],
  problem: problemCodes,
  kind: [...contentKinds, ...exchangeKinds],
  when: sendTimes,
  status: [...messageStatuses, ...reportStatuses, 'none'],
  result: [...reportResults, 'unreadable'],
  reason: reportRefusals,
  route: ['/delivery-reports/:secret', ...Object.keys(openapi.paths)],
  state: breakerStates,
  mode: ['live', 'sandbox'],
  shape: answerShapes,
  cause: faultCauses,
  events: ['own', 'all'],
}
/** Labels whose values an operator chooses. */
const freeLabels = ['account', 'consumer']

t.test(
  'no alert depends on the name of a job, or takes the metrics of another program for those of a gateway',
  async (t) => {
    for (const [index, query] of alertQueries.entries()) {
      const name = alertNames[index] ?? ''
      t.notMatch(query, /\bjob\s*(?:=|!)/, name)
      const isShared = namesIn(query).some((series) => !series.startsWith('bulksms_gateway_'))
      if (isShared) t.match(query, /\band on \(job, instance\) \S*bulksms_gateway_build_info\b/, name)
    }
  },
)

t.test('alerts, their tests and dashboards ask for labels and values that there are', async (t) => {
  const selectors = [...alertQueries, ...dashboardQueries, alertTests].flatMap((query) => [
    ...query.matchAll(/(bulksms_gateway_\w+?)(?:_bucket|_sum|_count)?\{([^}]*)\}/g),
  ])
  t.ok(selectors.length > 50)
  for (const [, name = '', pairs = ''] of selectors) {
    const row = Object.entries<MetricRow>(metrics).find(([known]) => known === name)?.[1]
    for (const [, label = '', text = ''] of pairs.matchAll(/(\w+)(?:=~|!=|=)"([^"]*)"/g)) {
      if (['instance', 'job', 'pod', 'le'].includes(label)) continue
      t.ok(row?.labels.includes(label), `${name} has ${label}`)
      for (const value of text.split('|')) {
        if (![...freeLabels, 'version'].includes(label))
          t.ok(labelValues[label]?.includes(value), `${label}="${value}"`)
      }
    }
  }
})

t.test('the dashboard has a fixed uid, and panels that do not overlap', async (t) => {
  t.strictSame(dashboardFiles, ['bulksms-gateway.json'])
  t.equal(dashboard.uid, 'bulksms-gateway')
  const { panels } = dashboard
  t.equal(new Set(panels.map(({ id }) => id)).size, panels.length)
  const overlap = (one: Position, other: Position) =>
    one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h
  for (const [index, panel] of panels.entries())
    for (const other of panels.slice(index + 1))
      t.notOk(overlap(panel.gridPos, other.gridPos), `${panel.title} and ${other.title}`)
})
