import { Gauge, type Registry } from 'prom-client'
import { PlainHistogram } from './histograms.ts'
import { type MetricName, type MetricRow, metrics } from './table.ts'
import { createTallies, type Tally } from './tallies.ts'

type LabelsOf<N extends MetricName> = Readonly<Record<(typeof metrics)[N]['labels'][number], string>>
type NamesOf<T extends MetricRow['type']> = {
  [N in MetricName]: (typeof metrics)[N]['type'] extends T ? N : never
}[MetricName]

/** Ways to update each metric of the table. */
export type Instruments = {
  /** A new count for a counter. One for each combination of labels. */
  tally<N extends NamesOf<'counter'>>(name: N, labels: LabelsOf<N>): Tally
  /** The observe function of a histogram; in seconds, or in its own unit. */
  observer<N extends NamesOf<'histogram'>>(name: N, labels: LabelsOf<N>): (value: number) => void
  /** The function that provides a gauge's values on each scrape. */
  gauge<N extends NamesOf<'gauge'>>(name: N, read: () => GaugeReadings<N> | Promise<GaugeReadings<N>>): void
}
type GaugeReadings<N extends NamesOf<'gauge'>> = readonly GaugeReading<N>[]
export type GaugeReading<N extends NamesOf<'gauge'>> = { readonly labels: LabelsOf<N>; readonly value: number }

/** Creates the metrics of the table in their own registry. */
export function createInstruments(registry: Registry): Instruments {
  const counters = new Map<string, (labels: Readonly<Record<string, string>>) => Tally>()
  const histograms = new Map<string, PlainHistogram>()
  type Read = readonly { labels: Record<string, string>; value: number }[]
  const readers = new Map<string, () => Read | Promise<Read>>()

  for (const [name, row] of Object.entries<MetricRow>(metrics)) {
    const { help, labels, buckets } = row
    const common = { name, help, labelNames: [...labels], registers: [registry] }
    if (row.type === 'histogram') {
      histograms.set(name, new PlainHistogram({ ...common, buckets: buckets ?? [] }))
    } else if (row.type === 'counter') {
      counters.set(name, createTallies(common))
    } else {
      new Gauge({
        ...common,
        async collect() {
          const readings = (await readers.get(name)?.()) ?? []
          this.reset()
          // prom-client sets a gauge without labels to 0, which was never measured.
          if (labels.length === 0) this.remove()
          for (const { labels, value } of readings) this.set(labels, value)
        },
      })
    }
  }

  return {
    tally(name, labels) {
      const create = counters.get(name)
      if (create === undefined) throw new Error(`${name} is not a counter`)
      return create(labels)
    },
    observer(name, labels) {
      const histogram = histograms.get(name)
      if (histogram === undefined) throw new Error(`${name} is not a histogram`)
      return histogram.observer(labels)
    },
    gauge(name, read) {
      readers.set(name, read)
    },
  }
}
