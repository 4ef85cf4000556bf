/** The gateways of one journal, as far as this one knows. */
export type Replicas = {
  /** How many were alive at the last renewal of this one's lease, this one among them. */
  liveReplicas(): number
  /**
   * How long it may take until every other gateway counts this one; 0: all do. Until then they use its share of what is limited
   * for all together.
   */
  countedInMs(): number
}
