import { _, type Ajv, type CodeKeywordDefinition } from 'ajv'

/**
 * Makes Ajv skip the items of an array that is longer than its schema allows. To report all errors at once, Ajv checks
 * every item even after refusing the length: a body has room for 65,000 items, which took 100 ms.
 *
 * Requires `allErrors`: without it, the code of `items` opens a block that later code has to close.
 */
export function skipItemsOfLongLists(ajv: Ajv): void {
  const items = ajv.getKeyword('items') as CodeKeywordDefinition
  ajv.removeKeyword('items')
  ajv.addKeyword({
    ...items,
    code(context, ruleType) {
      const { maxItems } = context.parentSchema
      const lookAtItems = () => items.code(context, ruleType)
      if (typeof maxItems !== 'number') lookAtItems()
      else context.gen.if(_`${context.data}.length <= ${maxItems}`, lookAtItems)
    },
  })
}
