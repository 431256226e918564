// Parses a diagram with the program that it is for:
//
//   node parse.mjs DIR mermaid|dot <diagram
//
// DIR holds node_modules with mermaid, jsdom and @hpcc-js/wasm-graphviz.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [dir, notation] = process.argv.slice(2);
const require = createRequire(pathToFileURL(dir + "/"));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const text = readFileSync(0, "utf8");

if (notation === "mermaid") {
  const { JSDOM } = require("jsdom");
  const { window } = new JSDOM("");
  globalThis.window = window;
  globalThis.document = window.document;
  const { default: mermaid } = await import(pathToFileURL(dir + "/node_modules/mermaid/dist/mermaid.core.mjs"));
  await mermaid.parse(text);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  for (const [, e] of diagram.db.getEntities()) {
    console.log(JSON.stringify([e.alias, ...e.attributes.map((a) => a.name)]));
  }
} else {
  const { Graphviz } = await load("@hpcc-js/wasm-graphviz");
  const graphviz = await Graphviz.load();
  const svg = graphviz.layout(text, "svg", "dot");
  if (!svg.includes("</svg>")) throw new Error("no picture");
  console.log(svg.match(/class="node"/g)?.length ?? 0);
}
