import { mount } from 'svelte';
import App from './App.svelte';
import { preferences } from './lib/preferences.svelte';
import './styles/tokens.css';
import './styles/app.css';

preferences.apply();

const target = document.getElementById('app');
if (target) mount(App, { target });
