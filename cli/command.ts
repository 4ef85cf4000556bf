import type { Context } from './context.ts'
import type { Exit } from './exit-codes.ts'

/** An option without `value` is a switch. */
export type Option = {
  /** What it takes, in capitals. */
  readonly value?: string
  /** It may be given several times. */
  readonly many?: true
  readonly about: string
}
export type Options = Readonly<Record<string, Option>>

type Argument = {
  readonly name: string
  readonly about: string
  readonly required?: true
  /** The last one may be given several times. */
  readonly many?: true
}

type ValueOf<O extends Option> = O extends { readonly value: string }
  ? O extends { readonly many: true }
    ? readonly string[]
    : string | undefined
  : boolean

export type OptionValues<O extends Options> = { readonly [Name in keyof O]: ValueOf<O[Name]> }
export type Given<O extends Options = Options> = {
  readonly values: OptionValues<O>
  readonly words: readonly string[]
}

/** A command of the tool: help and the checks of its arguments are derived from it. */
export type Command<O extends Options = Options> = {
  /** One word, or two: `key create`. */
  readonly name: string
  readonly summary: string
  /** Paragraphs, for its help. */
  readonly more?: string
  readonly arguments?: readonly Argument[]
  readonly options: O
  readonly example: string
  /** How it can end, besides `usage` and `interrupted`. */
  readonly exits: readonly Exit[]
  /** A program handles signals itself. */
  readonly isProgram?: true
  run(context: Context, given: Given<O>): Promise<Exit>
}

/** Describes a command; `run` gets its options with their types. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command => command as unknown as Command

/** A wrong use of the tool: what is wrong, in words for the person who typed it. */
export class UsageError extends Error {
  override name = 'UsageError'
}
