import { startClient } from '../../components/client/client-screen.tsx';
import { start } from '../shared/start.ts';

void start('client', startClient);
