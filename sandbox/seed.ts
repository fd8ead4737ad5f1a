import { requireJson, isObject, type JsonObject } from './json';
import agentforce from './seed/agentforce.json';
import bland from './seed/bland.json';
import chirp from './seed/chirp-websocket-voice.json';
import elevenlabs from './seed/elevenlabs.json';
import livekit from './seed/livekit.json';
import retell from './seed/retell.json';
import phone from './seed/self-hosted-phone.json';
import sip from './seed/self-hosted-sip.json';
import websocket from './seed/self-hosted-websocket.json';
import sms from './seed/sms.json';
import trillet from './seed/trillet.json';
import vapi from './seed/vapi.json';

/** The initial agents: those of `samples/` as the server stores them, with secrets in plain text. */
export const seed: readonly JsonObject[] = [
  agentforce,
  bland,
  chirp,
  elevenlabs,
  livekit,
  retell,
  phone,
  sip,
  websocket,
  sms,
  trillet,
  vapi,
]
  .map(requireJson)
  .filter(isObject);
