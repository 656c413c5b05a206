/** The published schema of a subject's messages, applied to those that are not of the usual form. */

import messageSchema from '#spec/schema/message-from-subject.schema.json' with { type: 'json' };
import { compiledSchema } from '../../model/compiled-schema.ts';
import type { Defect } from '../../model/defect.ts';
import { defectsOf } from '../../model/schema-findings.ts';

const validator = compiledSchema(() => messageSchema);

/** Everything in which an object departs from the schema of messages; empty for a message. */
export const messageDefects = (value: object): readonly Defect[] => {
  const validate = validator();
  return validate(value) ? [] : defectsOf(validate.errors ?? [], messageSchema.$defs);
};
