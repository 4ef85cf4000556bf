import { App } from './app.js'
import { html } from './html.js'
import { render } from './vendor/preact.js'

const place = document.getElementById('console')
if (place !== null) render(html`<${App} />`, place)
