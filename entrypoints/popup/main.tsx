import { startApp } from '../../components/app.tsx';
import { start } from '../shared/start.ts';

void start('popup', startApp);
