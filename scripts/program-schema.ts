/**
 * Prints the JSON Schema of a program, as the app publishes it under /schemas/program.json:
 *
 *   npm run -s program:schema > public/schemas/program.json
 */
import { jsonSchemaOfProgram } from '#app/loyalty/program/program.ts';

process.stdout.write(`${JSON.stringify(jsonSchemaOfProgram(), null, 2)}\n`);
