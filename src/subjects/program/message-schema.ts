/** The published schema of a subject's messages, applied to those that are not of the usual form. */

import { createRequire } from 'node:module';
import type * as Ajv from 'ajv/dist/2020.js';
import messageSchema from '#spec/schema/message-from-subject.schema.json' with { type: 'json' };
import type { Defect } from '../../model/defect.ts';
import { defectsOf } from '../../model/schema-findings.ts';

let compiled: Ajv.ValidateFunction | undefined;

// Loaded with the first message that is not as usual: most runs never see one.
const validator = (): Ajv.ValidateFunction => {
  if (compiled === undefined) {
    const ajv: typeof Ajv = createRequire(import.meta.url)('ajv/dist/2020.js');
    compiled = new ajv.Ajv2020({
      strict: true,
      allErrors: true,
      verbose: true,
      allowUnionTypes: true,
      meta: false,
      validateSchema: false,
    }).compile(messageSchema);
  }
  return compiled;
};

/** Everything in which an object departs from the schema of messages; empty for a message. */
export const messageDefects = (value: object): readonly Defect[] => {
  const validate = validator();
  return validate(value) ? [] : defectsOf(validate.errors ?? [], messageSchema.$defs);
};
