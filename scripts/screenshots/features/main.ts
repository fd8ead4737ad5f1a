// Takes a picture of each editing feature in light, dark and high contrast into test-output/features/, to be looked at for what is
// clipped, noisy or doubled. Usage: node --import tsx scripts/screenshots/features/main.ts [light|dark|contrast] [words of a scene's name]
import { type Gallery, type Theme, takePictures, themes } from '../gallery';
import { completing } from './completing';
import { mending } from './fixing';
import { prompts } from './prompts';
import { reading } from './reading';
import { type Scene, Stage, desk } from './stage';

const all: Record<string, Scene> = { ...completing, ...reading, ...mending, ...prompts };
const [wantedTheme, ...words] = process.argv.slice(2);

/** Each on an empty stage. */
const scenes: Gallery['scenes'] = Object.fromEntries(
  Object.entries(all)
    .filter(([name]) => name.includes(words.join(' ')))
    .map(([name, play]) => [
      name,
      async (scene) => {
        const stage = new Stage(scene);
        await stage.clear();
        await play(stage);
      },
    ]),
);

takePictures({
  name: 'features',
  themes: (Object.keys(themes) as Theme[]).filter((theme) => (wantedTheme ?? theme) === theme),
  files: { [desk]: '' },
  // A scene's edits are dropped when the next one begins.
  settings: { 'files.autoSave': 'off' },
  scenes,
});
