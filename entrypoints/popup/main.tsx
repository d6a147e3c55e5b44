import { startApp } from '../../components/app.tsx';
import { loadRecord } from '../shared/record.ts';
import { start } from '../shared/start.ts';

void start('popup', (root, port) => startApp(root, port, loadRecord));
