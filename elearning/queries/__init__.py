"""What learners and trainers see."""
