import { parseRoute } from './route.js'
import { useEffect, useState } from './vendor/hooks.js'

/** @returns {import('./route.js').Route} */
export function useRoute() {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const update = () => setHash(location.hash)
    addEventListener('hashchange', update)
    return () => removeEventListener('hashchange', update)
  }, [])
  return parseRoute(hash)
}
