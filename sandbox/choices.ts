// The values that the API takes where it offers a choice, as of 2026-05-26. The codes, not their labels, travel.

export const languages = (
  'af ar bn bg zh cs da nl en et fi fr de el gu hi he hu id it ja kn ko ms ml mr multi no pl pa pt ro ru sk es ' +
  'sv th tr tl ta te uk vi'
).split(' ');

export const llmModels = ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini', 'claude-sonnet-4-5-20250929'];

/** The empty text stands for "none chosen" in both lists of providers. */
export const assistantProviders = [
  ...'vapi retell elevenlabs vocera sms whatsapp self_hosted agentforce trillet cisco bland livekit'.split(
    ' ',
  ),
  '',
];

export const transcriptProviders = [
  ...'vapi retell synthflow elevenlabs bland livekit pipecat koreai custom trillet cisco genesys chirp'.split(
    ' ',
  ),
  '',
];
