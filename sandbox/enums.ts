/** A version of the API, by the date of its description; `union` combines all of them. */
export const apiVersions = ['2026-05-26', '2026-08-21', 'union'] as const;

export type ApiVersion = (typeof apiVersions)[number];

/** The only version that has a property or value; undefined if both do. */
export type OnlyIn = Exclude<ApiVersion, 'union'> | undefined;

export function isPartOf(version: ApiVersion, onlyIn: OnlyIn): boolean {
  return onlyIn === undefined || version === 'union' || version === onlyIn;
}

// Enum values as sent in requests, not their labels. Languages and models are the same in all versions.

export const languages = (
  'af ar bn bg zh cs da nl en et fi fr de el gu hi he hu id it ja kn ko ms ml mr multi no pl pa pt ro ru sk es ' +
  'sv th tr tl ta te uk vi'
).split(' ');

export const llmModels = ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini', 'claude-sonnet-4-5-20250929'];

type Values = readonly (readonly [OnlyIn, string])[];

/** In both provider enums, the empty string means that no provider is selected. */
const assistants: Values = [
  [undefined, 'vapi retell elevenlabs vocera sms whatsapp self_hosted agentforce cisco bland livekit'],
  ['2026-05-26', 'trillet'],
  ['2026-08-21', 'pipecat synthflow agora koreai genesys amazon_connect telnyx sierra'],
];

const transcripts: Values = [
  [undefined, 'vapi retell synthflow elevenlabs bland livekit pipecat koreai custom cisco genesys'],
  ['2026-05-26', 'trillet chirp'],
  ['2026-08-21', 'agora amazon_connect telnyx'],
];

export const assistantProviders = (version: ApiVersion): readonly string[] => valuesIn(assistants, version);
export const transcriptProviders = (version: ApiVersion): readonly string[] => valuesIn(transcripts, version);

function valuesIn(values: Values, version: ApiVersion): readonly string[] {
  const names = values
    .filter(([onlyIn]) => isPartOf(version, onlyIn))
    .flatMap(([, names]) => names.split(' '));
  return [...names, ''];
}
