// Functions that run in the page: they can use nothing from outside of themselves.

/** Runs in the page: the controls that a screen reader could not name. */
export function findUnnamed(): string[] {
  const controls = [...document.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary')]
  return controls
    .filter((control) => {
      const labels = (control as HTMLInputElement).labels ?? []
      const label = [...labels].map(({ textContent }) => textContent).join('')
      return (control.textContent?.trim() || control.getAttribute('aria-label') || label) === ''
    })
    .map((control) => control.outerHTML.slice(0, 100))
}

/** Runs in the page: texts with a contrast below 4.5 to the background under them. */
export function findFaintTexts(): string[] {
  const parse = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (colour: readonly number[]) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
      const channel = (colour[index] ?? 0) / 255
      return sum + weight * (channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
    }, 0)
  const groundOf = (element: Element | null): readonly number[] => {
    if (element === null) return [255, 255, 255]
    const colour = parse(getComputedStyle(element).backgroundColor)
    return (colour[3] ?? 1) === 0 ? groundOf(element.parentElement) : colour
  }
  const faint: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const isText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    if (!isText || element.matches(':disabled, option') || element.getClientRects().length === 0) continue
    const [one = 0, other = 0] = [luminance(parse(getComputedStyle(element).color)), luminance(groundOf(element))].sort(
      (a, b) => b - a,
    )
    if ((one + 0.05) / (other + 0.05) < 4.5)
      faint.push(`${element.tagName} ${element.className}: ${element.innerText.slice(0, 40)}`)
  }
  return faint
}

/** How much wider than the screen the page is, in px. */
export const measureOverflow = (): number => document.documentElement.scrollWidth - document.documentElement.clientWidth
