/** The gateways of one journal, as far as this one knows. */
export type Replicas = {
  /** How many were alive at the last renewal of this one's lease, this one among them. */
  liveReplicas(): number
  /**
   * How long a gateway keeps counting as alive after its last sign of life. One that joins is known to all others after this
   * time.
   */
  readonly leaseMs: number
}
