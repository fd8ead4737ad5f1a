// Takes screenshots of each row of the risk table and of other push and pull dialogs, in light and dark, into test-output/risks/, to check
// whether they contain everything that a decision requires. Usage: node --import tsx scripts/screenshots/risks/main.ts
import { takePictures } from '../gallery';
import { files } from './helpers';
import { otherScenes } from './otherScenes';
import { secretScenes } from './secretScenes';
import { syncScenes } from './syncScenes';

const scenes = { ...syncScenes, ...secretScenes, ...otherScenes };
takePictures({ name: 'risks', themes: ['light', 'dark'], files, scenes });
