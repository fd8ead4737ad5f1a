import type { Rule } from '../problem';
import { autoCallInbound } from './autoCallInbound';
import { badReference } from './invalidReference';
import { blankName } from './blankString';
import { deprecatedProperty } from './deprecatedProperty';
import { duplicateMember } from './duplicateProperty';
import { emptySecret } from './emptySecret';
import { foreignFileRule } from './foreignFile';
import { jsonInString } from './stringifiedJson';
import { literalSecret } from './plaintextSecret';
import { maskedSecret } from './maskedSecret';
import { missingRequired } from './missingRequired';
import { oddPhone } from './invalidPhoneNumber';
import { oddUrl } from './invalidUrl';
import { outboundWithoutNumber } from './outboundWithoutNumber';
import { placeholder } from './placeholder';
import { providerNeeds } from './missingProviderProperty';
import { readOnlyMember } from './readOnlyProperty';
import { schemaRules } from './schemaRules';
import { sipEndpoint } from './invalidSipUri';
import { syntax } from './syntax';
import { unknownMember } from './unknownProperty';
import { unsupportedFeature } from './unsupportedFeature';
import { unusedProviderMember } from './unusedProviderProperty';
import { urlCredentials } from './urlCredentials';
import { websocketUrl } from './invalidWebsocketUrl';

/** Every rule, in the order of docs/rules: the text, the values, the secrets, the provider, what lies between members. */
export const rules: readonly Rule[] = [
  syntax,
  foreignFileRule,
  ...schemaRules,
  missingRequired,
  jsonInString,
  blankName,
  placeholder,
  unknownMember,
  duplicateMember,
  readOnlyMember,
  deprecatedProperty,
  literalSecret,
  maskedSecret,
  emptySecret,
  badReference,
  providerNeeds,
  unusedProviderMember,
  unsupportedFeature,
  outboundWithoutNumber,
  autoCallInbound,
  websocketUrl,
  oddUrl,
  sipEndpoint,
  urlCredentials,
  oddPhone,
];
