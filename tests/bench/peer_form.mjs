// Loads a form in @getodk/xforms-engine and answers its questions; prints milliseconds as JSON.
// node peer_form.mjs FORM.xml STEPS.json, in a folder where the engine and jsdom are installed.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const here = process.cwd();
const require = createRequire(path.join(here, 'package.json'));
const engineFile = path.join(here, 'node_modules/@getodk/xforms-engine/dist/index.js');
Object.assign(globalThis, { require, __dirname: path.dirname(engineFile), __filename: engineFile });

const { JSDOM } = require('jsdom');
const { window } = new JSDOM('');
for (const name of Object.getOwnPropertyNames(window)) {
    if (!(name in globalThis) && /^(DOMParser|XML|Element|Node|Document|Attr|Text|CDATA|Comment|Processing|File|HTMLElement|XPath)/.test(name)) {
        globalThis[name] = window[name];
    }
}
globalThis.document ??= window.document;
globalThis.window ??= window;

const { loadForm } = await import(pathToFileURL(engineFile));
const [form, steps] = process.argv.slice(2, 4).map((name) => fs.readFileSync(name, 'utf-8'));

const start = performance.now();
const loaded = await loadForm(form, { fetchFormAttachment: async () => new Response('', { status: 404 }) });
const root = loaded.createInstance().root;
const load = performance.now() - start;

const nodes = new Map();
const note = (node) => {
    nodes.set(node.currentState.reference, node);
    for (const child of node.currentState.children ?? []) note(child);
};
note(root);

const times = JSON.parse(steps).map(([reference, value]) => {
    const node = nodes.get(reference);
    const before = performance.now();
    if (node.nodeType === 'select') node.selectValues(value ? value.split(' ') : []);
    else node.setValue(value);
    return performance.now() - before;
});
console.log(JSON.stringify({ load, answer: times.reduce((sum, each) => sum + each, 0) / times.length }));
process.exit(0);
