import { type Static, Type } from '@sinclair/typebox'
import { chooseTextForm, type TextRequest } from '../../sms/lookalikes.ts'

/** A character and its position in the text. */
export const characterFields = {
  character: Type.String({ description: 'The character itself.' }),
  codePoint: Type.String({ description: 'Its code point, as U+20AC.' }),
  position: Type.Integer({ description: 'Its position in the text, in UTF-16 code units from 0.' }),
}

export const ReplacedSchema = Type.Object(
  {
    total: Type.Integer({ description: 'How many characters were replaced.' }),
    first: Type.Array(
      Type.Object({
        ...characterFields,
        replacement: Type.String({ description: 'What is sent instead; empty for an invisible character.' }),
      }),
      { description: 'The first of them, in order.' },
    ),
  },
  {
    $id: 'Replaced',
    description: 'The typographic characters that were replaced (`replace`). Absent if there are none.',
  },
)
type ReplacedAnswer = Static<typeof ReplacedSchema>

/** The characters that were replaced in the text of a request; undefined for most requests. */
export function findReplaced(request: TextRequest): ReplacedAnswer | undefined {
  if (request.replace === undefined) return undefined
  const form = chooseTextForm(request)
  return form.ok && form.replaced !== undefined
    ? { total: form.replaced.total, first: [...form.replaced.first] }
    : undefined
}
