import type { Rule } from '../problem';
import { autoCallInbound } from './autoCallInbound';
import { badReference } from './badReference';
import { blankName } from './blankName';
import { duplicateMember } from './duplicateMember';
import { emptySecret } from './emptySecret';
import { jsonInString } from './jsonInString';
import { literalSecret } from './literalSecret';
import { maskedSecret } from './maskedSecret';
import { missingRequired } from './missingRequired';
import { oddPhone } from './oddPhone';
import { oddUrl } from './oddUrl';
import { outboundWithoutNumber } from './outboundWithoutNumber';
import { placeholder } from './placeholder';
import { providerNeeds } from './providerNeeds';
import { readOnlyMember } from './readOnlyMember';
import { schemaRules } from './schemaRules';
import { sipEndpoint } from './sipEndpoint';
import { syntax } from './syntax';
import { unknownMember } from './unknownMember';
import { unsupportedFeature } from './unsupportedFeature';
import { unusedProviderMember } from './unusedProviderMember';
import { urlCredentials } from './urlCredentials';
import { websocketUrl } from './websocketUrl';

/** Every rule, in the order of docs/rules: the text, the values, the secrets, the provider, what lies between members. */
export const rules: readonly Rule[] = [
  syntax,
  ...schemaRules,
  missingRequired,
  jsonInString,
  blankName,
  placeholder,
  unknownMember,
  duplicateMember,
  readOnlyMember,
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
