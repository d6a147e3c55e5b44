import { startOptions } from '../../components/options/options.tsx';
import { loadRecord } from '../shared/record.ts';
import { start } from '../shared/start.ts';

void start('options', (root, port) => startOptions(root, port, loadRecord));
