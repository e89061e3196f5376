/** Whether `Ctrl K` is open: its key and the search button of each screen open it. */
class Palette {
  isOpen = $state(false);

  show(): void {
    this.isOpen = true;
  }

  toggle(): void {
    this.isOpen = !this.isOpen;
  }
}

export const palette = new Palette();
