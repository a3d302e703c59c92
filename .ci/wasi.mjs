// Runs a wasm32-wasip1 program with the arguments that follow its path.
import { readFile } from 'node:fs/promises';
import { argv, exit } from 'node:process';
import { WASI } from 'node:wasi';

const [, , file, ...args] = argv;
const wasi = new WASI({ version: 'preview1', args: ['bridgecall', ...args], env: {}, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(await readFile(file), wasi.getImportObject());
exit(wasi.start(instance));
