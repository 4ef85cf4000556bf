/**
 * The fields of a log line, already written as the inside of a JSON object: `"a":1,"b":"x"`. For the line that every message
 * has. Like all others it passes the gate that strikes out secrets.
 */
export class ReadyFields {
  readonly json: string

  constructor(json: string) {
    this.json = json
  }

  /** For a logger that writes objects: that of a traced request. */
  toObject(): object {
    return JSON.parse(`{${this.json}}`)
  }
}
