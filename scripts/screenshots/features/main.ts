// Takes screenshots of each editing feature in light, dark and high contrast into test-output/features/, to check for visual defects.
// Usage: node --import tsx scripts/screenshots/features/main.ts [light|dark|contrast] [part of a scene's name]
import { type Gallery, type Theme, takePictures, themes } from '../gallery';
import { completing } from './completing';
import { fixing } from './fixing';
import { prompts } from './prompts';
import { reading } from './reading';
import { type Scene, FeatureScene, desk } from './scene';

const all: Record<string, Scene> = { ...completing, ...reading, ...fixing, ...prompts };
const [selectedTheme, ...words] = process.argv.slice(2);

/** Each scene starts without open editors. */
const scenes: Gallery['scenes'] = Object.fromEntries(
  Object.entries(all)
    .filter(([name]) => name.includes(words.join(' ')))
    .map(([name, run]) => [
      name,
      async (scene) => {
        const stage = new FeatureScene(scene);
        await stage.clear();
        await run(stage);
      },
    ]),
);

takePictures({
  name: 'features',
  themes: (Object.keys(themes) as Theme[]).filter((theme) => (selectedTheme ?? theme) === theme),
  files: { [desk]: '' },
  // Edits of a scene are discarded before the next one.
  settings: { 'files.autoSave': 'off' },
  scenes,
});
