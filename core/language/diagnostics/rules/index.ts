import type { Rule } from '../problem';
import { autoCallInbound } from './autoCallInbound';
import { invalidReference } from './invalidReference';
import { blankString } from './blankString';
import { deprecatedProperty } from './deprecatedProperty';
import { duplicateProperty } from './duplicateProperty';
import { emptySecret } from './emptySecret';
import { foreignFile } from './foreignFile';
import { stringifiedJson } from './stringifiedJson';
import { plaintextSecret } from './plaintextSecret';
import { maskedSecret } from './maskedSecret';
import { missingRequired } from './missingRequired';
import { invalidPhoneNumber } from './invalidPhoneNumber';
import { invalidUrl } from './invalidUrl';
import { outboundWithoutNumber } from './outboundWithoutNumber';
import { placeholder } from './placeholder';
import { promptFile } from './promptFile';
import { missingProviderProperty } from './missingProviderProperty';
import { readOnlyProperty } from './readOnlyProperty';
import { schemaRules } from './schemaRules';
import { invalidSipUri } from './invalidSipUri';
import { syntax } from './syntax';
import { unknownProperty } from './unknownProperty';
import { unsupportedFeature } from './unsupportedFeature';
import { unusedProviderProperty } from './unusedProviderProperty';
import { urlCredentials } from './urlCredentials';
import { invalidWebsocketUrl } from './invalidWebsocketUrl';

/**
 * All rules in the order of docs/rules: syntax, values, secrets, provider. Of problems on one token, that of the first rule comes first.
 */
export const rules: readonly Rule[] = [
  syntax,
  foreignFile,
  ...schemaRules,
  missingRequired,
  stringifiedJson,
  blankString,
  placeholder,
  promptFile,
  unknownProperty,
  duplicateProperty,
  readOnlyProperty,
  deprecatedProperty,
  plaintextSecret,
  maskedSecret,
  emptySecret,
  invalidReference,
  missingProviderProperty,
  unusedProviderProperty,
  unsupportedFeature,
  outboundWithoutNumber,
  autoCallInbound,
  invalidWebsocketUrl,
  invalidUrl,
  invalidSipUri,
  urlCredentials,
  invalidPhoneNumber,
];
