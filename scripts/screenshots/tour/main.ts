// A tour of the extension, from the .vsix in a fresh profile: writes agents for Retell and LiveKit, creates, pushes, pulls, resolves
// conflicts, undoes, sets a secret and edits a prompt, once with the keyboard and once with the mouse. Takes a picture of each step into
// test-output/tour/, for manual review. Usage: npm run tour [-- light dark contrast keyboard mouse]
import { type Gallery, type Scene, takePictures } from '../gallery';
import { keyboard } from './keyboard';
import { mouse } from './mouse';
import { tourSteps } from './tourSteps';

const inputMethods = { keyboard, mouse };
const chosen = Object.entries(inputMethods).filter(([name]) => process.argv.includes(name));

takePictures(...(chosen.length > 0 ? chosen : Object.entries(inputMethods)).map(galleryOf));

function galleryOf([name, inputOf]: (typeof chosen)[number]): Gallery {
  const scenes = Object.entries(tourSteps).map(([title, play], index) => {
    const number = String(index + 1).padStart(2, '0');
    const run = (scene: Scene) =>
      play({
        ...scene,
        input: inputOf(scene.code),
        take: (part) => scene.take(`${number}-${title}-${part}`),
      });
    return [title, run] as const;
  });
  return {
    name: `tour/${name}`,
    themes: ['light', 'dark', 'contrast'],
    files: {},
    scenes: Object.fromEntries(scenes),
    stopsAtFailure: true,
  };
}
