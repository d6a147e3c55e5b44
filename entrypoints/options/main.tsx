import { startOptions } from '../../components/options/options.tsx';
import { start } from '../shared/start.ts';

void start('options', startOptions);
