// What of the second contract breaks clients of the first: node breaking/main.js BEFORE.yaml AFTER.yaml
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { breakingChanges } from './compare.js';

const [beforeFile, afterFile] = process.argv.slice(2);
if (afterFile === undefined) {
  console.error('usage: node breaking/main.js BEFORE.yaml AFTER.yaml');
  process.exit(2);
}
const [before, after] = [beforeFile, afterFile].map((file) => parse(readFileSync(file, 'utf8')));
const changes = breakingChanges(before, after);
const unique = [...new Set(changes.map(({ place, what }) => `${place}: ${what}`))];
unique.forEach((line) => console.error(`breaks clients: ${line}`));
console.log(`${Object.keys(before.paths).length} paths compared, ${unique.length} breaking changes`);
process.exit(unique.length > 0 ? 1 : 0);
